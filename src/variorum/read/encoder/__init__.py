"""The trained reader's eyes: a small BERT encoder that reads each document once and gives a vector for each of its tokens."""
