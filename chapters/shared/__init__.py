"""What the chapters share: data, networks, experiments, the figures' look, and sliders that work everywhere."""
