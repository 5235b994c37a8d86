using System.Globalization;
using System.Net;

namespace HelpCrunch.Webhooks.Tool.Sending;

/// <summary>The answer to a request.</summary>
/// <param name="StatusCode">The status. Null when there was no answer.</param>
/// <param name="Elapsed">The time from the request to the answer.</param>
/// <param name="Error">Why there was no answer.</param>
internal readonly record struct DeliveryAnswer(int? StatusCode, TimeSpan Elapsed, string? Error = null)
{
    public bool IsAccepted => StatusCode is >= 200 and <= 299;

    public string Description => StatusCode is not { } statusCode ? $"no answer: {Error}"
        : Enum.IsDefined((HttpStatusCode)statusCode) ? string.Create(CultureInfo.InvariantCulture, $"{statusCode} {ReasonOf((HttpStatusCode)statusCode)}")
        : statusCode.ToString(CultureInfo.InvariantCulture);

    /// <summary>Splits the name at its capital letters: <c>ServiceUnavailable</c> is <c>Service Unavailable</c>.</summary>
    private static string ReasonOf(HttpStatusCode statusCode) => statusCode == HttpStatusCode.OK
        ? "OK"
        : string.Concat(statusCode.ToString().Select((character, index) => index > 0 && char.IsUpper(character) ? $" {character}" : $"{character}"));
}
