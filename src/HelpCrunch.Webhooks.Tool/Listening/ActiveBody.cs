using Microsoft.AspNetCore.Http;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>The body of a request. It counts against the budget until it is disposed.</summary>
internal sealed class ActiveBody(BodyBudget budget) : IDisposable
{
    private const int BufferSize = 16 * 1024;

    private long _reserved;

    /// <summary>The raw body, when it was read.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>Reads the body of a request.</summary>
    /// <returns>The status of the response if the body cannot be received: 413 or 503. Null if it was read.</returns>
    public async Task<int?> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[BufferSize];
        try
        {
            for (int count; (count = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0;)
            {
                if (!budget.TryReserve(count))
                {
                    return StatusCodes.Status503ServiceUnavailable;
                }

                _reserved += count;
                body.Write(buffer, 0, count);
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        Bytes = body.ToArray();
        return null;
    }

    public void Dispose() => budget.Release(_reserved);
}
