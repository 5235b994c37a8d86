using System.Globalization;
using System.Threading.Channels;
using HelpCrunch.Webhooks.Tool.Deliveries;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Saves each delivery in a folder. Receiving does not wait for the disk until many deliveries wait to be saved.</summary>
internal sealed class DeliverySaver : IAsyncDisposable
{
    private const int MaxUnsaved = 1_000;

    private readonly Channel<ReceivedDelivery> _unsaved = Channel.CreateBounded<ReceivedDelivery>(MaxUnsaved);
    private readonly string? _folder;
    private readonly Task _saving;
    private volatile string? _error;

    /// <exception cref="ToolException">The folder cannot be created.</exception>
    public DeliverySaver(ListenOptions options)
    {
        _folder = options.SaveTo;
        if (_folder is not null)
        {
            CreateFolder(_folder);
        }

        _saving = _folder is null ? Task.CompletedTask : SaveAllAsync(_folder);
    }

    /// <summary>Why a delivery could not be saved. The deliveries after it are not saved either. Null if there is no problem.</summary>
    public string? Error => _error;

    public ValueTask SaveAsync(ReceivedDelivery delivery, CancellationToken cancellationToken) =>
        _folder is null || _error is not null ? ValueTask.CompletedTask : _unsaved.Writer.WriteAsync(delivery, cancellationToken);

    /// <summary>Saves the deliveries that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        _unsaved.Writer.TryComplete();
        await _saving;
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{folder}: {exception.Message}");
        }
    }

    private async Task SaveAllAsync(string folder)
    {
        await foreach (var delivery in _unsaved.Reader.ReadAllAsync())
        {
            if (_error is not null)
            {
                continue; // A request that waits to write must not wait forever.
            }

            try
            {
                await ToSaved(delivery).SaveAsync(folder, CancellationToken.None);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _error = $"Deliveries are no longer saved: {exception.Message}";
            }
        }
    }

    private static SavedDelivery ToSaved(ReceivedDelivery delivery) => new()
    {
        // The event type and the id come from the request, so they are not part of a file name.
        Name = string.Create(CultureInfo.InvariantCulture, $"{delivery.ReceivedAt.UtcDateTime:yyyyMMdd-HHmmss-fff}-{delivery.Number:D6}"),
        ReceivedAt = delivery.ReceivedAt,
        Path = delivery.Path,
        Signature = delivery.SignatureHeader,
        ContentType = HeaderOf(delivery, "Content-Type"),
        UserAgent = HeaderOf(delivery, "User-Agent"),
        Body = delivery.Body,
    };

    private static string? HeaderOf(ReceivedDelivery delivery, string name) =>
        delivery.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
