using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>
/// Decides who can see and use the page. Deliveries are personal data, and a tunnel makes this port public. So a browser needs the key of
/// the run, which only the terminal shows. It gets a cookie for the key. The other checks reject requests that other websites cause.
/// </summary>
internal sealed class PageGuard
{
    /// <summary>The name of the key in the address of the page.</summary>
    public const string KeyParameter = "key";

    public const string TokenHeader = "X-Listen-Token";

    /// <summary>Headers that tunnels and proxies add. Some of them also change <c>Host</c> to <c>localhost</c>.</summary>
    private static readonly string[] ProxyHeaders =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "X-Original-Host", "CF-Connecting-IP", "CF-Ray", "Via"];

    private readonly string _cookie = CreateSecret();

    /// <summary>The key of this run.</summary>
    public string Key { get; } = CreateSecret();

    /// <summary>The token of this run, which each call that changes something must send. Another website can't read it.</summary>
    public string Token { get; } = CreateSecret();

    /// <summary>Returns why the request is rejected. Null if it is not.</summary>
    public string? Check(HttpContext context) =>
        CheckSource(context) is { } reason ? reason
        : !AreEqual(context.Request.Cookies[CookieName(context)], _cookie) ? "Open the address of the page that helpcrunch-webhooks listen printed. It contains the key of this run."
        : HttpMethods.IsPost(context.Request.Method) && !AreEqual(context.Request.Headers[TokenHeader], Token) ? "The token is missing or belongs to an earlier run. Reload the page."
        : null;

    /// <summary>Exchanges the key in the address for a cookie.</summary>
    /// <returns>Why the request is rejected. Null if the response has the cookie.</returns>
    public string? SignIn(HttpContext context)
    {
        if (CheckSource(context) is { } reason)
        {
            return reason;
        }

        if (!AreEqual(context.Request.Query[KeyParameter], Key))
        {
            return "The key belongs to another run. Open the address of the page that helpcrunch-webhooks listen printed.";
        }

        context.Response.Cookies.Append(CookieName(context), _cookie, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        return null;
    }

    private static string CreateSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    // Browsers send a cookie to every port of a host, so runs on two ports need two names.
    private static string CookieName(HttpContext context) => $"helpcrunch-webhooks-listen-{context.Connection.LocalPort}";

    private static string? CheckSource(HttpContext context) =>
        !IsOwnHost(context) ? "The page is shown only at localhost, or at the address that helpcrunch-webhooks listen is bound to."
        : Array.Exists(ProxyHeaders, context.Request.Headers.ContainsKey) ? "The page is not shown through a tunnel or a proxy. Open it on the machine that runs helpcrunch-webhooks listen."
        : IsCrossSite(context.Request) ? "The page does not respond to requests of other websites."
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

    private static bool AreEqual(string? value, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(value ?? ""), Encoding.UTF8.GetBytes(secret));
}
