using System.Globalization;
using HelpCrunch.Webhooks.Tool.Deliveries;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Saves each delivery in a folder.</summary>
internal sealed class DeliverySaver
{
    private readonly string? _folder;
    private readonly DeliveryList _list;

    /// <exception cref="ToolException">The folder cannot be created.</exception>
    public DeliverySaver(ListenOptions options, DeliveryList list)
    {
        _folder = options.SaveTo;
        _list = list;
        if (_folder is not null)
        {
            CreateFolder(_folder);
        }
    }

    /// <summary>Saves a delivery, also if its sender closed the connection.</summary>
    /// <returns>False if the delivery could not be saved; true if it was saved or deliveries are not saved.</returns>
    public async Task<bool> SaveAsync(ReceivedDelivery delivery)
    {
        if (_folder is null)
        {
            return true;
        }

        try
        {
            await ToSaved(delivery).SaveAsync(_folder, CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            // For each exception, because the user must see that deliveries are missing in the folder.
            _list.AddNotSaved(exception.Message);
            return false;
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
