"""The chapter `schedules`: the learning rate over time, and the size of the batches."""
