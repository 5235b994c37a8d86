// Uses host-test.
// Starts the block's host without the connection to the Functions host, and calls the function as the worker does.
using HelpCrunch.Webhooks.Sdk;
using Microsoft.AspNetCore.Http;
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
            await CallAsync(services, body, key),
            await CallAsync(services, body, null),
            await CallAsync(services, "[]"u8.ToArray(), key),
        ];
        return statuses is [200, 401, 400] ? null : $"The function answered {string.Join(", ", statuses)}.";
    }

    private static async Task<int> CallAsync(IServiceProvider services, byte[] body, WebhookSigningKey? key)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Body = new MemoryStream(body);
        if (key is not null)
        {
            context.Request.Headers[WebhookSignature.HeaderName] = WebhookSignature.Compute(body, key);
        }

        var function = ActivatorUtilities.CreateInstance<HelpCrunchFunction>(services);
        return ((IStatusCodeHttpResult)await function.RunAsync(context.Request, CancellationToken.None)).StatusCode!.Value;
    }
}
