// The few members of the Functions worker that the block uses; RunAsync calls the function as the worker would.
// The block.
namespace Microsoft.Azure.Functions.Worker
{
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class FunctionAttribute(string name) : Attribute
    {
        public string Name => name;
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class HttpTriggerAttribute(AuthorizationLevel authorizationLevel, params string[] methods) : Attribute
    {
        public AuthorizationLevel AuthLevel => authorizationLevel;

        public string[] Methods => methods;
    }

    public enum AuthorizationLevel
    {
        Anonymous,
    }
}

namespace Microsoft.Azure.Functions.Worker.Builder
{
    public sealed class FunctionsApplicationBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection().AddLogging();

        public IConfigurationManager Configuration { get; } = new ConfigurationManager { ["HelpCrunchSigningKey"] = "made-up-signing-key" };

        public FunctionsApplicationBuilder ConfigureFunctionsWebApplication() => this;

        public FunctionsApplication Build() => new(Services.BuildServiceProvider());
    }

    public sealed class FunctionsApplication(IServiceProvider services)
    {
        public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new();

        public async Task RunAsync()
        {
            var key = new HelpCrunch.Webhooks.Sdk.WebhookSigningKey("made-up-signing-key");
            var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
            int[] statuses = [await CallAsync(body, key), await CallAsync(body, null), await CallAsync("[]"u8.ToArray(), key)];
            if (statuses is not [200, 401, 400])
            {
                throw new InvalidOperationException($"The function answered {string.Join(", ", statuses)}.");
            }
        }

        private async Task<int> CallAsync(byte[] body, HelpCrunch.Webhooks.Sdk.WebhookSigningKey? key)
        {
            var context = new DefaultHttpContext { RequestServices = services };
            context.Request.Body = new MemoryStream(body);
            if (key is not null)
            {
                context.Request.Headers[HelpCrunch.Webhooks.Sdk.WebhookSignature.HeaderName] = HelpCrunch.Webhooks.Sdk.WebhookSignature.Compute(body, key);
            }

            var function = ActivatorUtilities.CreateInstance<HelpCrunchFunction>(services);
            return ((IStatusCodeHttpResult)await function.RunAsync(context.Request, CancellationToken.None)).StatusCode!.Value;
        }
    }
}
