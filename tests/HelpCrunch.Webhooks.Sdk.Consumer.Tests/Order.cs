namespace Consumer.Tests;

/// <summary>The data of an event of the consumer's own.</summary>
public sealed record Order(string OrderName, int TotalCount);
