"""The cities that come with the product (示例城市), and the generators that make them anew to the byte."""
