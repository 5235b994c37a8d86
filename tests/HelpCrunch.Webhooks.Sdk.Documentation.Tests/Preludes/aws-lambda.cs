// The few members of Amazon.Lambda that the blocks use; RunAsync calls the function as Lambda does.
Environment.SetEnvironmentVariable("HELPCRUNCH_SIGNING_KEY", "made-up-signing-key");
// The block.
Environment.SetEnvironmentVariable("HELPCRUNCH_SIGNING_KEY", null);

namespace Amazon.Lambda.APIGatewayEvents
{
    public sealed class APIGatewayHttpApiV2ProxyRequest : RuntimeSupport.ILambdaRequest
    {
        public string Body { get; set; } = "";

        public bool IsBase64Encoded { get; set; }

        public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();
    }

    public sealed class APIGatewayHttpApiV2ProxyResponse : RuntimeSupport.ILambdaResponse
    {
        public int StatusCode { get; set; }
    }
}

namespace Amazon.Lambda.ApplicationLoadBalancerEvents
{
    public sealed class ApplicationLoadBalancerRequest : RuntimeSupport.ILambdaRequest
    {
        public string Body { get; set; } = "";

        public bool IsBase64Encoded { get; set; }

        public IDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

        public IDictionary<string, IList<string>>? MultiValueHeaders { get; set; }

        void RuntimeSupport.ILambdaRequest.UseMultiValueHeaders()
        {
            MultiValueHeaders = Headers.ToDictionary(header => header.Key, header => (IList<string>)[header.Value]);
            Headers = null!;
        }
    }

    public sealed class ApplicationLoadBalancerResponse : RuntimeSupport.ILambdaResponse
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
    using Amazon.Lambda.Serialization.SystemTextJson;
    using HelpCrunch.Webhooks.Sdk;

    public interface ILambdaRequest
    {
        string Body { get; set; }

        bool IsBase64Encoded { get; set; }

        IDictionary<string, string> Headers { get; }

        void UseMultiValueHeaders()
        {
        }
    }

    public interface ILambdaResponse
    {
        int StatusCode { get; }
    }

    public abstract class LambdaBootstrapBuilder
    {
        public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, DefaultLambdaJsonSerializer serializer)
            where TInput : ILambdaRequest, new()
            where TOutput : ILambdaResponse => new Bootstrap<TInput, TOutput>(handler);

        public LambdaBootstrapBuilder Build() => this;

        public abstract Task RunAsync();
    }

    internal sealed class Bootstrap<TInput, TOutput>(Func<TInput, Task<TOutput>> handler) : LambdaBootstrapBuilder
        where TInput : ILambdaRequest, new()
        where TOutput : ILambdaResponse
    {
        private const string LowerCase = "x-helpcrunch-signature";
        private const string MixedCase = "X-HelpCrunch-Signature";

        public override async Task RunAsync()
        {
            var body = File.ReadAllBytes("docs/payloads/chat.snoozed.json");
            int[] statuses =
            [
                await CallAsync(body, LowerCase, encoded: false, multiValue: false),
                await CallAsync(body, MixedCase, encoded: true, multiValue: false),
                await CallAsync(body, MixedCase, encoded: true, multiValue: true),
                await CallAsync(body, header: null, encoded: false, multiValue: false),
                await CallAsync("[]"u8.ToArray(), LowerCase, encoded: false, multiValue: false),
            ];
            if (statuses is not [200, 200, 200, 401, 400])
            {
                throw new InvalidOperationException($"The function answered {string.Join(", ", statuses)}.");
            }
        }

        private async Task<int> CallAsync(byte[] body, string? header, bool encoded, bool multiValue)
        {
            var request = new TInput
            {
                Body = encoded ? Convert.ToBase64String(body) : System.Text.Encoding.UTF8.GetString(body),
                IsBase64Encoded = encoded,
            };
            if (header is not null)
            {
                request.Headers[header] = WebhookSignature.Compute(body, new WebhookSigningKey("made-up-signing-key"));
            }

            if (multiValue)
            {
                request.UseMultiValueHeaders();
            }

            return (await handler(request)).StatusCode;
        }
    }
}
