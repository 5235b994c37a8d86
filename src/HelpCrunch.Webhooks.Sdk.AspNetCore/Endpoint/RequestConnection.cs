using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore;

/// <summary>Ends the connection of a request whose body was not read to its end. Otherwise, the server reads it to find the next request.</summary>
internal static class RequestConnection
{
    /// <summary>Closes the connection after the response. With HTTP/2 and later, other requests share the connection.</summary>
    public static void Close(HttpContext context)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            context.Response.Headers.Connection = "close";
        }
    }

    /// <summary>Ends a request whose client disconnected.</summary>
    public static void Abort(HttpContext context)
    {
        // Otherwise, Kestrel reads the next request, and fails because its pipe is in the middle of this one.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol))
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }

        context.Abort(); // Otherwise, Kestrel reads the rest of this one.
    }
}
