using System.Globalization;
using HelpCrunch.Webhooks.Tool.Deliveries;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Saves each delivery in a folder.</summary>
internal sealed class DeliverySaver
{
    private readonly string? _folder;
    private volatile string? _error;

    /// <exception cref="ToolException">The folder cannot be created.</exception>
    public DeliverySaver(ListenOptions options)
    {
        _folder = options.SaveTo;
        if (_folder is not null)
        {
            CreateFolder(_folder);
        }
    }

    /// <summary>Why a delivery could not be saved. The deliveries after it are not saved either. Null while deliveries are saved.</summary>
    public string? Error => _error;

    /// <summary>Saves a delivery, also if its sender closed the connection.</summary>
    public async Task SaveAsync(ReceivedDelivery delivery)
    {
        if (_folder is null || _error is not null)
        {
            return;
        }

        try
        {
            await ToSaved(delivery).SaveAsync(_folder, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // For each exception, because the user must see that deliveries are missing in the folder.
            _error = $"Deliveries are no longer saved: {exception.Message}";
        }
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
