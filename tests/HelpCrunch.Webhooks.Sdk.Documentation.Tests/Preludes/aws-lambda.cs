// The few members of Amazon.Lambda that the block uses; RunAsync calls the function as Lambda does.
Environment.SetEnvironmentVariable("HELPCRUNCH_SIGNING_KEY", "made-up-signing-key");
// The block.
Environment.SetEnvironmentVariable("HELPCRUNCH_SIGNING_KEY", null);

namespace Amazon.Lambda.APIGatewayEvents
{
    public sealed class APIGatewayHttpApiV2ProxyRequest
    {
        public string Body { get; set; } = "";

        public bool IsBase64Encoded { get; set; }

        public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();
    }

    public sealed class APIGatewayHttpApiV2ProxyResponse
    {
        public int StatusCode { get; set; }
    }
}

namespace Amazon.Lambda.Serialization.SystemTextJson
{
    public sealed class DefaultLambdaJsonSerializer;
}

namespace Amazon.Lambda.RuntimeSupport
{
    using Amazon.Lambda.APIGatewayEvents;
    using Amazon.Lambda.Serialization.SystemTextJson;
    using HelpCrunch.Webhooks.Sdk;

    public sealed class LambdaBootstrapBuilder(Func<APIGatewayHttpApiV2ProxyRequest, Task<APIGatewayHttpApiV2ProxyResponse>> handler)
    {
        public static LambdaBootstrapBuilder Create<TInput, TOutput>(
            Func<APIGatewayHttpApiV2ProxyRequest, Task<APIGatewayHttpApiV2ProxyResponse>> handler,
            DefaultLambdaJsonSerializer serializer) => new(handler);

        public LambdaBootstrapBuilder Build() => this;

        public async Task RunAsync()
        {
            var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
            int[] statuses =
            [
                await CallAsync(body, encoded: false, signed: true),
                await CallAsync(body, encoded: true, signed: true),
                await CallAsync(body, encoded: false, signed: false),
                await CallAsync("[]"u8.ToArray(), encoded: false, signed: true),
            ];
            if (statuses is not [200, 200, 401, 400])
            {
                throw new InvalidOperationException($"The function answered {string.Join(", ", statuses)}.");
            }
        }

        private async Task<int> CallAsync(byte[] body, bool encoded, bool signed)
        {
            var request = new APIGatewayHttpApiV2ProxyRequest
            {
                Body = encoded ? Convert.ToBase64String(body) : System.Text.Encoding.UTF8.GetString(body),
                IsBase64Encoded = encoded,
            };
            if (signed)
            {
                request.Headers["x-helpcrunch-signature"] = WebhookSignature.Compute(body, new WebhookSigningKey("made-up-signing-key"));
            }

            return (await handler(request)).StatusCode;
        }
    }
}
