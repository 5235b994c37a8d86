namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A stream that returns one byte at a time without waiting, because millions of bodies are read from it.</summary>
internal sealed class SingleByteStream(byte[] bytes) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span.Slice(0, Math.Min(1, buffer.Length))));
}
