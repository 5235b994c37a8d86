using System.Text.Json;

namespace HelpCrunch.Webhooks.Tool.Deliveries;

/// <summary>
/// A delivery in two files: <c>NAME.body.json</c> has the exact bytes of the body, and <c>NAME.delivery.json</c> has the time, the path, the
/// signature, the content type, and the user agent. It contains personal data.
/// </summary>
internal sealed record SavedDelivery
{
    public const string BodySuffix = ".body.json";
    public const string HeadSuffix = ".delivery.json";

    private const string TemporarySuffix = ".tmp";

    private static readonly JsonSerializerOptions HeadOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The name of the files, without the suffix.</summary>
    public required string Name { get; init; }

    /// <summary>When the delivery was received. Null if it is not saved.</summary>
    public required DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The path and query of the request, such as <c>/webhooks/helpcrunch</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The header that carries the signature, as received. Null when it was absent.</summary>
    public string? Signature { get; init; }

    public string? ContentType { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The raw body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Writes both files. They get their names when both are complete, the body last, so a body in the folder is complete and has its head. An
    /// existing file is not replaced.
    /// </summary>
    public async Task SaveAsync(string folder, CancellationToken cancellationToken)
    {
        var head = new Head(ReceivedAt, Path, Signature, ContentType, UserAgent);
        var file = System.IO.Path.Combine(folder, Name);
        var temporary = $"{file}.{System.IO.Path.GetRandomFileName()}"; // Another process can save into the same folder.
        var (temporaryHead, temporaryBody) = (temporary + HeadSuffix + TemporarySuffix, temporary + BodySuffix + TemporarySuffix);
        try
        {
            await WriteAsync(temporaryHead, JsonSerializer.SerializeToUtf8Bytes(head, HeadOptions), cancellationToken);
            await WriteAsync(temporaryBody, Body, cancellationToken);
            File.Move(temporaryHead, file + HeadSuffix);
            MoveBody(temporaryBody, file);
        }
        finally
        {
            File.Delete(temporaryHead);
            File.Delete(temporaryBody);
        }
    }

    /// <summary>Reads a delivery. A body without a head is a delivery without a signature.</summary>
    /// <param name="file">One of the two files, or any file with a body.</param>
    /// <exception cref="ToolException">A file cannot be read.</exception>
    public static SavedDelivery Read(string file)
    {
        var name = RemoveSuffix(file);
        var bodyFile = name is null ? file : name + BodySuffix;
        try
        {
            var head = name is not null && File.Exists(name + HeadSuffix)
                ? JsonSerializer.Deserialize<Head>(File.ReadAllBytes(name + HeadSuffix), HeadOptions)
                : null;
            return new SavedDelivery
            {
                Name = System.IO.Path.GetFileName(name ?? file),
                ReceivedAt = head?.ReceivedAt,
                Path = head?.Path,
                Signature = head?.Signature,
                ContentType = head?.ContentType,
                UserAgent = head?.UserAgent,
                Body = File.ReadAllBytes(bodyFile),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{file}: {exception.Message}");
        }
        catch (JsonException)
        {
            throw new ToolException($"{name}{HeadSuffix}: The file was not written by 'listen --save'. Name the body instead.");
        }
    }

    /// <summary>
    /// Reads deliveries, each of them once, in the order in which they were received. Those without a saved time follow in the order of the
    /// paths, and of the names in a folder.
    /// </summary>
    /// <param name="paths">Files as in <see cref="Read"/>, and folders. Only the files that <see cref="SaveAsync"/> wrote are read in a folder.</param>
    /// <exception cref="ToolException">A file or a folder cannot be read.</exception>
    public static IReadOnlyList<SavedDelivery> ReadAll(params string[] paths) =>
    [
        .. paths.SelectMany(path => Directory.Exists(path) ? FindBodies(path) : [path])
            .DistinctBy(file => System.IO.Path.GetFullPath(RemoveSuffix(file) is { } name ? name + BodySuffix : file), StringComparer.Ordinal)
            .Select(Read)
            .OrderBy(delivery => delivery.ReceivedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(delivery => delivery.ReceivedAt is null ? "" : delivery.Name, StringComparer.Ordinal), // Equal ones stay in their order.
    ];

    /// <summary>Gets the file with the body that belongs to a <c>NAME.delivery.json</c>. Null for other files.</summary>
    public static string? BodyOfHead(string file) => file.EndsWith(HeadSuffix, StringComparison.Ordinal) ? file[..^HeadSuffix.Length] + BodySuffix : null;

    private static string[] FindBodies(string folder)
    {
        try
        {
            return [.. Directory.GetFiles(folder, "*" + BodySuffix).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{folder}: {exception.Message}");
        }
    }

    private static void MoveBody(string temporaryBody, string file)
    {
        try
        {
            File.Move(temporaryBody, file + BodySuffix);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(file + HeadSuffix); // Otherwise, it would belong to the body that is there.
            throw;
        }
    }

    private static string? RemoveSuffix(string file) =>
        file.EndsWith(BodySuffix, StringComparison.Ordinal) ? file[..^BodySuffix.Length]
        : file.EndsWith(HeadSuffix, StringComparison.Ordinal) ? file[..^HeadSuffix.Length]
        : null;

    /// <summary>Creates the file for this user only, because it contains personal data.</summary>
    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await file.WriteAsync(content, cancellationToken);
    }

    private sealed record Head(DateTimeOffset? ReceivedAt, string? Path, string? Signature, string? ContentType, string? UserAgent);
}
