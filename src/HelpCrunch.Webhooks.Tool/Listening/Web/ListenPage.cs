using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>The page: one HTML file, without addresses of other servers.</summary>
internal sealed class ListenPage(PageGuard guard)
{
    private const string ResourceName = "HelpCrunch.Webhooks.Tool.Listening.Web.page.html";

    private readonly string _html = Read();

    public Task WriteAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        SetHeaders(context.Response, $"script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; ");
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(_html.Replace("{nonce}", nonce, StringComparison.Ordinal).Replace("{token}", guard.Token, StringComparison.Ordinal));
    }

    /// <summary>Sets the headers of the page and of the responses to its calls: a body of a delivery must not run as a page either.</summary>
    public static void SetHeaders(HttpResponse response, string policy = "")
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = $"default-src 'none'; {policy}base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static string Read()
    {
        using var stream = typeof(ListenPage).Assembly.GetManifestResourceStream(ResourceName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
