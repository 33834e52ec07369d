"""The domain: values, objects, states; how they compare and join, and what tests teach."""
