namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>What happened to a delivery on its way to the app.</summary>
internal enum ForwardingStatus
{
    /// <summary>Deliveries are not forwarded.</summary>
    Off = 0,

    /// <summary>The app has the delivery and has not responded yet.</summary>
    Sending,

    /// <summary>The app did not respond. The delivery can be sent again.</summary>
    Waiting,

    /// <summary>The app responded.</summary>
    Responded,
}
