"""What a plan comes to: sums and judgements. Model in, values out; nothing here formats."""
