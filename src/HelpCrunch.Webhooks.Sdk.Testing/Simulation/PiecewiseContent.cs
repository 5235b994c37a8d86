using System.Net;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>A body that is sent in pieces, with pauses or without a length.</summary>
internal sealed class PiecewiseContent(byte[] body, bool hasLength, Func<Task> pauseAsync) : HttpContent
{
    public const int PieceCount = 8;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var pieceLength = Math.Max(1, (body.Length + PieceCount - 1) / PieceCount);
        for (var offset = 0; offset < body.Length; offset += pieceLength)
        {
            if (offset > 0)
            {
                await pauseAsync().ConfigureAwait(false);
            }

            using var piece = new MemoryStream(body, offset, Math.Min(pieceLength, body.Length - offset));
            await piece.CopyToAsync(stream).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return hasLength;
    }
}
