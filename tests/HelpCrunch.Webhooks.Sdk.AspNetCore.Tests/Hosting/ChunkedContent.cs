using System.Net;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A body whose length is not declared, sent in pieces.</summary>
internal sealed class ChunkedContent(byte[] body, int pieceLength) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        foreach (var piece in body.Chunk(pieceLength))
        {
            await stream.WriteAsync(piece);
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
