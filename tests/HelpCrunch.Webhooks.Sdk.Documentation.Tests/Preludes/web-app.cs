// Uses host-test.
// Posts to the block's app over loopback. The bodies of the directive 'posts' must be accepted, unsigned and invalid requests
// must be rejected, and each handler of the app must run.
using System.Diagnostics.Metrics;
using HelpCrunch.Webhooks.Sdk;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.ApplicationParts;

using var test = new WebAppTest();
// The block.
test.Check();

sealed class WebAppTest : HostTest
{
    private const string Secret = "made-up-signing-key";
    private const string ShopSecret = "made-up-key-of-the-shop";

    private readonly HashSet<string> _handlersThatRan = [];
    private readonly MeterListener _meters = new();

    public WebAppTest()
        : base(new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["HelpCrunch__SigningKeys__2026"] = Secret,
            ["HelpCrunchShop__SigningKeys__shop-2026"] = ShopSecret,
            ["Logging__Console__LogLevel__Default"] = "None",
        })
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "helpcrunch.webhook.handler.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((_, _, tags, _) => _handlersThatRan.Add(NameOf(Tag(tags, "helpcrunch.webhook.endpoint"), Tag(tags, "helpcrunch.webhook.handler"))));
        _meters.Start();
    }

    public override void Dispose()
    {
        _meters.Dispose();
        base.Dispose();
    }

    /// <summary>MVC finds controllers in the entry assembly, which is that of the tests.</summary>
    protected override void Configure(IHostBuilder builder) => builder.ConfigureServices(static services =>
        services.Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<ApplicationPartManager>().SingleOrDefault()?
            .ApplicationParts.Add(new AssemblyPart(typeof(WebAppTest).Assembly)));

    protected override async Task<string?> TestAsync(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        using var client = new HttpClient { BaseAddress = new Uri(addresses.Single()) };
        var errors = new List<string?>();
        foreach (var post in PreludeArguments.Posts.Split(','))
        {
            var parts = post.Trim().Split('@');
            errors.Add(await PostAsync(client, parts.Length > 1 ? parts[1] : "/webhooks/helpcrunch", ReadBody(parts[0]), signed: true, expected: 200));
        }

        errors.Add(await PostAsync(client, "/webhooks/helpcrunch", ReadBody("chat.new"), signed: false, expected: 401));
        errors.Add(await PostAsync(client, "/webhooks/helpcrunch", "[]"u8.ToArray(), signed: true, expected: 400));
        errors.AddRange(services.GetRequiredService<WebhookHandlerRegistry>().Handlers
            .Select(handler => NameOf(handler.EndpointName, handler.HandlerName))
            .Except(_handlersThatRan)
            .Select(handler => $"The handler {handler} did not run."));
        return string.Join(" ", errors.OfType<string>()) is { Length: > 0 } message ? message : null;
    }

    private static string NameOf(object? endpoint, object? handler) => endpoint is null or "" ? $"{handler}" : $"{handler} of {endpoint}";

    private static object? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value;
            }
        }

        return null;
    }

    private static byte[] ReadBody(string name) => File.ReadAllBytes(
        $"docs/payloads/{name}.json" is var documented && File.Exists(documented)
            ? documented
            : $"tests/HelpCrunch.Webhooks.Sdk.Documentation.Tests/Bodies/{name}.json");

    private static async Task<string?> PostAsync(HttpClient client, string path, byte[] body, bool signed, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (signed)
        {
            var key = new WebhookSigningKey(path == "/webhooks/shop" ? ShopSecret : Secret);
            request.Headers.Add(WebhookSignature.HeaderName, WebhookSignature.Compute(body, key));
        }

        using var response = await client.SendAsync(request);
        return (int)response.StatusCode == expected ? null : $"{path} answered {(int)response.StatusCode}, not {expected}.";
    }
}
