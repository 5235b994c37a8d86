using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.PostgreSql;

/// <summary>The metadata for the names of completed handlers, without reflection.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class HandlersJsonContext : JsonSerializerContext;
