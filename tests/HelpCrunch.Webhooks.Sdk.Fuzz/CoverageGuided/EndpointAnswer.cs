namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>What a request to the endpoint led to.</summary>
/// <param name="Status">The status of the response.</param>
/// <param name="Handled">How often a handler ran.</param>
/// <param name="IsSigned">Whether the header is the signature of the body.</param>
/// <param name="HasFailed">Whether the body did not arrive.</param>
/// <param name="Misuse">How the request was read in a way that a server does not allow; null when it was not.</param>
/// <param name="Texts">The response and the logs.</param>
internal sealed record EndpointAnswer(int Status, int Handled, bool IsSigned, bool HasFailed, string? Misuse, string Texts);
