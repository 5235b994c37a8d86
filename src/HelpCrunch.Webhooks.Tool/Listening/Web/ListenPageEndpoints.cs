using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using HelpCrunch.Webhooks.Tool.Redaction;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>Maps the page and its calls.</summary>
internal static class ListenPageEndpoints
{
    /// <summary>The start of the paths that the page calls. A delivery cannot be sent to them.</summary>
    public const string Prefix = "/_listen";

    public static void MapListenPage(this WebApplication app)
    {
        var services = app.Services;
        var list = services.GetRequiredService<DeliveryList>();
        var forwarder = services.GetRequiredService<DeliveryForwarder>();
        var inspector = services.GetRequiredService<DeliveryInspector>();
        var page = services.GetRequiredService<ListenPage>();
        var feed = services.GetRequiredService<DeliveryFeed>();
        var guard = services.GetRequiredService<PageGuard>();
        var redactor = new Redactor(); // One for the run, so that equal values of several deliveries stay equal.

        var showPage = Guarded(guard.Check, page.WriteAsync);
        var signIn = Guarded(guard.SignIn, context =>
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther; // The address without the key.
            context.Response.Headers.Location = "/";
            return Task.CompletedTask;
        });
        app.MapGet("/", context => context.Request.Query.ContainsKey(PageGuard.KeyParameter) ? signIn(context) : showPage(context));
        MapGet($"{Prefix}/events", feed.WriteAsync);
        MapDelivery(MapGet, "", (context, delivery) => context.Response.WriteAsJsonAsync(DeliveryDetails.From(delivery, inspector), WebJson.Options));
        MapDelivery(MapGet, "/curl", (context, delivery) => WriteTextAsync(context, DeliveryCurlCommand.For(delivery, forwarder.Target ?? DeliveryAddress(context, delivery))));
        MapDelivery(MapGet, "/redacted", (context, delivery) => WriteRedactedAsync(context, redactor, delivery));
        MapDelivery(MapPost, "/resend", async (context, delivery) =>
        {
            var isSent = forwarder.IsEnabled && await forwarder.SendAsync(delivery.Number) is not null;
            context.Response.StatusCode = isSent ? StatusCodes.Status204NoContent : StatusCodes.Status409Conflict;
        });
        MapPost($"{Prefix}/resend-waiting", async context =>
        {
            await forwarder.SendWaitingAsync(context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        app.Map($"{Prefix}/{{**path}}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        void MapGet(string pattern, RequestDelegate handler) => app.MapGet(pattern, Guarded(guard.Check, handler));

        void MapPost(string pattern, RequestDelegate handler) => app.MapPost(pattern, Guarded(guard.Check, handler));

        static RequestDelegate Guarded(Func<HttpContext, string?> check, RequestDelegate handler) => context =>
        {
            ListenPage.SetHeaders(context.Response);
            if (check(context) is not { } reason)
            {
                return handler(context);
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return WriteTextAsync(context, reason);
        };

        void MapDelivery(Action<string, RequestDelegate> map, string suffix, Func<HttpContext, ReceivedDelivery, Task> handler) =>
            map($"{Prefix}/deliveries/{{number:long}}{suffix}", context =>
            {
                var number = long.Parse((string)context.GetRouteValue("number")!, CultureInfo.InvariantCulture);
                if (list.Find(number) is { } delivery)
                {
                    return handler(context, delivery);
                }

                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return WriteTextAsync(context, "The delivery is no longer in the list.");
            });
    }

    private static Task WriteTextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = $"{MediaTypeNames.Text.Plain}; charset=utf-8";
        return context.Response.WriteAsync(text);
    }

    private static async Task WriteRedactedAsync(HttpContext context, Redactor redactor, ReceivedDelivery delivery)
    {
        try
        {
            await WriteTextAsync(context, Encoding.UTF8.GetString(redactor.Redact(delivery.Body)));
        }
        catch (Exception exception) when (exception is JsonException or RedactionException)
        {
            context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await WriteTextAsync(context, exception is JsonException ? "The body is not valid JSON, so it cannot be redacted." : "The body cannot be redacted so that it is still read in the same way.");
        }
    }

    // The path is not resolved against the address: a path such as //evil.example would change the host.
    private static Uri DeliveryAddress(HttpContext context, ReceivedDelivery delivery) =>
        new($"{context.Request.Scheme}://{context.Request.Host}{delivery.Path}");
}
