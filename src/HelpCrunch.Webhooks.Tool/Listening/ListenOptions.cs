using System.Net;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The settings of <c>listen</c>.</summary>
internal sealed record ListenOptions
{
    public const int DefaultPort = 5480;
    public const int DefaultKeep = 1_000;
    public const int DefaultMaxBodySize = 1024 * 1024;

    /// <summary>The address to bind. Only this machine can reach the default.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to bind. 0 is a free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The keys that verify signatures. Without a key, signatures are not verified.</summary>
    public IReadOnlyList<WebhookSigningKey> Keys { get; init; } = [];

    /// <summary>The URL of the app that gets each delivery. Null if deliveries are not forwarded.</summary>
    public Uri? ForwardTo { get; init; }

    /// <summary>How long the app can take to respond.</summary>
    public TimeSpan ForwardTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder in which each delivery is saved. Null if deliveries are not saved.</summary>
    public string? SaveTo { get; init; }

    /// <summary>The maximum number of deliveries in the list.</summary>
    public int Keep { get; init; } = DefaultKeep;

    /// <summary>The maximum age of the deliveries in the list.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The maximum size of all deliveries in the list, in bytes.</summary>
    public long KeepBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The maximum size of a body, in bytes.</summary>
    public int MaxBodySize { get; init; } = DefaultMaxBodySize;

    /// <summary>The maximum size of all bodies that are being received, saved, or forwarded, in bytes.</summary>
    public long MaxActiveBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Whether deliveries would be forwarded to this command again.</summary>
    public bool ForwardsToItself => ForwardTo is { } url && url.Port == Port
        && ((url.IsLoopback && (IPAddress.IsLoopback(Address) || IsAny(Address))) || (IPAddress.TryParse(url.IdnHost, out var host) && (host.Equals(Address) || IsAny(host))));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
