namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What is wrong where a body stops being JSON.</summary>
internal enum JsonSyntaxErrorKind
{
    UnsupportedMediaType = 0,
    Empty,
    NotUtf8,
    TooDeep,
}
