namespace HelpCrunch.Webhooks.Tool.Redaction;

/// <summary>A value has no replacement that the library reads like the original.</summary>
internal sealed class RedactionException() : Exception("A value cannot be replaced without a change of its form.");
