using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>
/// Decides who can see and use the page. Deliveries are personal data, and a tunnel makes this port public, so only a browser that
/// addresses this machine directly can.
/// </summary>
internal sealed class PageGuard
{
    public const string TokenHeader = "X-Listen-Token";

    /// <summary>Headers that tunnels and proxies add. Some of them also change <c>Host</c> to <c>localhost</c>.</summary>
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "X-Original-Host", "CF-Connecting-IP", "CF-Ray", "Via"];

    private readonly byte[] _tokenBytes;

    public PageGuard()
    {
        Token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        _tokenBytes = Encoding.ASCII.GetBytes(Token);
    }

    /// <summary>The token of this run, which each call that changes something must send. Another website can't read it.</summary>
    public string Token { get; }

    /// <summary>Returns why the request is rejected. Null if it is not.</summary>
    public string? Check(HttpContext context) =>
        !IsOwnHost(context) ? "The page is shown only at localhost, or at the address that helpcrunch-webhooks listen is bound to."
        : Array.Exists(ProxyHeaders, context.Request.Headers.ContainsKey) ? "The page is not shown through a tunnel or a proxy. Open it on the machine that runs helpcrunch-webhooks listen."
        : IsCrossSite(context.Request) ? "The page does not answer requests of other websites."
        : HttpMethods.IsPost(context.Request.Method) && !HasToken(context.Request) ? "The token is missing or belongs to an earlier run. Reload the page."
        : null;

    // A name other than localhost can point to this machine by DNS rebinding. An IP address can't.
    private static bool IsOwnHost(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && (IPAddress.IsLoopback(address) || address.Equals(Unmapped(context.Connection.LocalIpAddress))));
    }

    private static IPAddress? Unmapped(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static bool IsCrossSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"];
        var origin = request.Headers.Origin;
        return !(StringValues.IsNullOrEmpty(site) || site == "same-origin" || site == "none")
            || !(StringValues.IsNullOrEmpty(origin) || origin == $"{request.Scheme}://{request.Host}");
    }

    private bool HasToken(HttpRequest request) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[TokenHeader].ToString()), _tokenBytes);
}
