"""What an account does with itself: password, second factors, proof asked again."""
