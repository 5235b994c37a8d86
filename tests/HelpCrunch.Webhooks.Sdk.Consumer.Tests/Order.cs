namespace Consumer.Tests;

/// <summary>The data of a custom event.</summary>
public sealed record Order(string OrderName, int TotalCount);
