using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Receives a delivery: reads, verifies, parses, lists, saves, and forwards it.</summary>
internal sealed class DeliveryReceiver(
    DeliveryInspector inspector, DeliveryList list, DeliveryForwarder forwarder, DeliverySaver saver, BodyBudget budget, TimeProvider time)
{
    public async Task ReceiveAsync(HttpContext context)
    {
        SetHeaders(context.Response);
        if (IsFromBrowser(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var body = new ActiveBody(budget);
        if (await body.ReadAsync(context.Request) is { } status)
        {
            Reject(context.Response, status);
            return;
        }

        var delivery = list.Add(Create(context.Request, body.Bytes));
        var isSaved = await saver.SaveAsync(delivery);
        if (forwarder.IsEnabled)
        {
            await RespondAsync(context.Response, await forwarder.SendAsync(delivery));
        }
        else
        {
            // The sender must not take a delivery for received that is neither saved nor in the app.
            context.Response.StatusCode = isSaved ? delivery.Inspection.StatusCode : StatusCodes.Status500InternalServerError;
        }
    }

    // The body of a response comes from the app, and it must not run as a page of this address.
    private static void SetHeaders(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    // A website can make a browser send a request to localhost. HelpCrunch and this tool do not send these headers.
    private static bool IsFromBrowser(HttpRequest request) => request.Headers.ContainsKey("Origin") || request.Headers.ContainsKey("Sec-Fetch-Site");

    private void Reject(HttpResponse response, int status)
    {
        response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            list.AddOverloaded();
        }
        else
        {
            list.AddTooLarge();
        }
    }

    private ReceivedDelivery Create(HttpRequest request, byte[] body)
    {
        KeyValuePair<string, string>[] headers = [.. from header in request.Headers from value in header.Value select KeyValuePair.Create(header.Key, value ?? "")];
        return new ReceivedDelivery
        {
            ReceivedAt = time.GetUtcNow(),
            Path = request.Path + request.QueryString,
            Headers = headers,
            Body = body,
            Inspection = inspector.Inspect(body, WebhookSignature.FindHeader(headers)),
            Forwarding = forwarder.IsEnabled ? new Forwarding(ForwardingStatus.Sending) : Forwarding.Off,
        };
    }

    private static async Task RespondAsync(HttpResponse response, Forwarding forwarding)
    {
        if (forwarding is not { StatusCode: { } statusCode })
        {
            // HelpCrunch may send the delivery again, which the app then recognizes by its id.
            response.StatusCode = StatusCodes.Status502BadGateway;
            return;
        }

        response.StatusCode = statusCode;
        if (forwarding.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = retryAfter;
        }

        if (forwarding.Body.Length > 0)
        {
            response.ContentType = forwarding.ContentType;
            await response.Body.WriteAsync(forwarding.Body);
        }
    }
}
