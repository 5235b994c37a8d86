using System.Net;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A body without a declared length that pauses in the middle until the test continues it.</summary>
internal sealed class UnendingContent(int length, Task end, TaskCompletionSource? written = null) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(new byte[length]);
        await stream.FlushAsync();
        written?.SetResult();
        await end;
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = 0;
        return false;
    }
}
