namespace HelpCrunch.Webhooks.Sdk.Tests.Serialization;

/// <summary>The data of an event of the user's own.</summary>
public sealed record Order(string OrderName, int TotalCount);
