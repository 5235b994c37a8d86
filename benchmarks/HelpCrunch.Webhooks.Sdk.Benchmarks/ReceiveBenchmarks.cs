using System.Text;
using BenchmarkDotNet.Attributes;

namespace HelpCrunch.Webhooks.Sdk.Benchmarks;

/// <summary>The documented chat event, verified and parsed.</summary>
public class ReceiveBenchmarks
{
    private const string Secret = "a signing key of the usual 40 characters";

    private readonly byte[] _body = Body.Documented.Bytes;
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(Secret);
    private readonly WebhookReceiver _receiver = new(new WebhookSigningKey(Secret));
    private string _signature = "";

    [GlobalSetup]
    public void Sign()
    {
        _signature = WebhookSignature.Compute(_body, new WebhookSigningKey(Secret));
        if (Receive() is not WebhookReceiveResult.Accepted)
        {
            throw new InvalidOperationException("The signed body was not accepted, so its time says nothing.");
        }
    }

    [Benchmark(Baseline = true, Description = "HMAC-SHA1, and a bare walk")]
    public long HashAndWalk() => Floor.HashAndWalk(_body, _secret);

    [Benchmark(Description = "WebhookReceiver.Receive")]
    public WebhookReceiveResult Receive() => _receiver.Receive(_body, _signature);
}
