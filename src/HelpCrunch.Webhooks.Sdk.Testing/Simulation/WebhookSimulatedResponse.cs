namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>The response to one attempt of a simulated delivery.</summary>
public sealed class WebhookSimulatedResponse
{
    internal WebhookSimulatedResponse(int attempts, int? statusCode, Exception? exception, TimeSpan elapsed)
    {
        Attempts = attempts;
        StatusCode = statusCode;
        Exception = exception;
        Elapsed = elapsed;
    }

    /// <summary>The <see cref="WebhookEvent.Attempts"/> of the delivery: the number of earlier attempts.</summary>
    public int Attempts { get; }

    /// <summary>The status code. Null if there was no response.</summary>
    public int? StatusCode { get; }

    /// <summary>
    /// Why there was no response, such as a timeout of the client. On a test server, it can be an exception of the app, which other servers
    /// answer with 500. Null if there was a response.
    /// </summary>
    public Exception? Exception { get; }

    /// <summary>The time until the response was read.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>Whether the status code is 2xx, so that a delivery is not sent again.</summary>
    public bool IsAccepted => StatusCode is >= 200 and <= 299;

    /// <summary>Returns the status code, or the type of the exception.</summary>
    public override string ToString() => StatusCode is { } statusCode ? $"status code {statusCode}" : Exception!.GetType().Name;
}
