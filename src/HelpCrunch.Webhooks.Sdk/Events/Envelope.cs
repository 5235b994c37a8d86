namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What has been read of an envelope: of a whole one, or of one whose body broke off.</summary>
internal struct Envelope
{
    public EventDescriptor? Shape;
    public string? EventType;
    public string? Id;
    public int Attempts;
    public DateTimeOffset? LastAttemptAt;
    public DateTimeOffset? CreatedAt;
    public AdditionalProperties? AdditionalProperties;
}
