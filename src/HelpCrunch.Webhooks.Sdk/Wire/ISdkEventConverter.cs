namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// A converter of events that is the SDK's own, even where a user has added it to his: it reads through the same table that asks
/// for the user's converters, and would be asked again without end.
/// </summary>
internal interface ISdkEventConverter;
