// Uses host-test.
// Starts the block's host without the connection to the Functions host, and calls the function as the worker does.
using System.Net;
using HelpCrunch.Webhooks.Sdk;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

using var test = new FunctionTest();
// The block.
test.Check();

sealed class FunctionTest() : HostTest(new Dictionary<string, string> { ["HelpCrunchSigningKey"] = Secret })
{
    private const string Secret = "made-up-signing-key";

    protected override void Configure(IHostBuilder builder) => builder.ConfigureServices(services => services.RemoveAll<IHostedService>());

    protected override async Task<string?> TestAsync(IServiceProvider services)
    {
        var key = new WebhookSigningKey(Secret);
        var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
        int[] statuses =
        [
            await CallAsync(services, body, "X-HelpCrunch-Signature", key),
            await CallAsync(services, body, "x-helpcrunch-signature", key),
            await CallAsync(services, body, null, key),
            await CallAsync(services, "[]"u8.ToArray(), "X-HelpCrunch-Signature", key),
        ];
        return statuses is [200, 200, 401, 400] ? null : $"The function answered {string.Join(", ", statuses)}.";
    }

    private static async Task<int> CallAsync(IServiceProvider services, byte[] body, string? header, WebhookSigningKey key)
    {
        var request = new TestRequest(new TestContext(services), body);
        if (header is not null)
        {
            request.Headers.Add(header, WebhookSignature.Compute(body, key));
        }

        var function = ActivatorUtilities.CreateInstance<HelpCrunchFunction>(services);
        return (int)(await function.RunAsync(request, CancellationToken.None)).StatusCode;
    }
}

sealed class TestRequest(FunctionContext context, byte[] body) : HttpRequestData(context)
{
    public override Stream Body { get; } = new MemoryStream(body);

    public override HttpHeadersCollection Headers { get; } = new();

    public override IReadOnlyCollection<IHttpCookie> Cookies => [];

    public override Uri Url => new("https://example.com/api/helpcrunch");

    public override IEnumerable<System.Security.Claims.ClaimsIdentity> Identities => [];

    public override string Method => "POST";

    public override HttpResponseData CreateResponse() => new TestResponse(FunctionContext);
}

sealed class TestResponse(FunctionContext context) : HttpResponseData(context)
{
    public override HttpStatusCode StatusCode { get; set; }

    public override HttpHeadersCollection Headers { get; set; } = new();

    public override Stream Body { get; set; } = Stream.Null;

    public override HttpCookies Cookies => throw new NotSupportedException();
}

sealed class TestContext(IServiceProvider services) : FunctionContext
{
    public override string InvocationId => "1";

    public override string FunctionId => "1";

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => throw new NotSupportedException();
}
