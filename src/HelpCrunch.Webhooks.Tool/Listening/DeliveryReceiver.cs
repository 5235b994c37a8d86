using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Receives a delivery: reads, verifies, parses, saves, lists, and forwards it.</summary>
internal sealed class DeliveryReceiver(DeliveryInspector inspector, DeliveryList list, DeliveryForwarder forwarder, DeliverySaver saver, TimeProvider time)
{
    private const int MaxPathLength = 200;

    public async Task ReceiveAsync(HttpContext context)
    {
        if (await ReadBodyAsync(context.Request) is not { } body)
        {
            list.AddTooLarge();
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        KeyValuePair<string, string>[] headers =
            [.. from header in context.Request.Headers from value in header.Value select KeyValuePair.Create(header.Key, value ?? "")];
        var delivery = list.Add(new ReceivedDelivery
        {
            ReceivedAt = time.GetUtcNow(),
            Path = Shorten(context.Request.Path + context.Request.QueryString),
            Headers = headers,
            Body = body,
            Inspection = inspector.Inspect(body, WebhookSignature.FindHeader(headers)),
        });
        await saver.SaveAsync(delivery, context.RequestAborted);
        if (forwarder.IsEnabled)
        {
            await AnswerAsync(context.Response, await forwarder.SendAsync(delivery.Number));
        }
        else
        {
            context.Response.StatusCode = delivery.Inspection.StatusCode;
        }
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 64 * 1024));
        try
        {
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            return body.ToArray();
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static async Task AnswerAsync(HttpResponse response, Forwarding? forwarding)
    {
        if (forwarding is not { StatusCode: { } statusCode })
        {
            // HelpCrunch may send the delivery again, which the app then recognizes by its id.
            response.StatusCode = StatusCodes.Status502BadGateway;
            return;
        }

        response.StatusCode = statusCode;
        if (forwarding.Body.Length > 0)
        {
            response.ContentType = forwarding.ContentType;
            await response.Body.WriteAsync(forwarding.Body);
        }
    }

    private static string Shorten(string path) => path.Length <= MaxPathLength ? path : string.Create(CultureInfo.InvariantCulture, $"{path.AsSpan(0, MaxPathLength)}…");
}
