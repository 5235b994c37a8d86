using System.Globalization;
using System.Net;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>The response to a request.</summary>
/// <param name="StatusCode">The status. Null when there was no response.</param>
/// <param name="Elapsed">The time from the request to the response.</param>
/// <param name="Error">Why there was no response.</param>
internal readonly record struct DeliveryResponse(int? StatusCode, TimeSpan Elapsed, string? Error = null)
{
    public bool IsAccepted => StatusCode is >= 200 and <= 299;

    public string Description => StatusCode is not { } statusCode ? $"no response: {Error}"
        : Enum.IsDefined((HttpStatusCode)statusCode) ? string.Create(CultureInfo.InvariantCulture, $"{statusCode} {ReasonOf((HttpStatusCode)statusCode)}")
        : statusCode.ToString(CultureInfo.InvariantCulture);

    /// <summary>Splits the name at its capital letters: <c>ServiceUnavailable</c> is <c>Service Unavailable</c>.</summary>
    private static string ReasonOf(HttpStatusCode statusCode) => statusCode == HttpStatusCode.OK
        ? "OK"
        : string.Concat(statusCode.ToString().Select((character, index) => index > 0 && char.IsUpper(character) ? $" {character}" : $"{character}"));
}
