"""The chapter on the search for hyperparameters: experiments and their figures."""
