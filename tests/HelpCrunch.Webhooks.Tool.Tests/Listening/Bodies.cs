namespace HelpCrunch.Webhooks.Tool.Tests.Listening;

/// <summary>Bodies that several tests send.</summary>
internal static class Bodies
{
    public const string Message = """
        {"event":"message.chat.customer","eventData":{"chat_id":42,"agent":null,"customer":{"id":7,"name":"Iryna \u041a","email":"iryna@example.com","userId":null},"message":{"id":9,"text":"It's \u201cbroken\u201d\nagain","createdAt":"1607542030.713","updatedAt":null,"edited":false,"read":false,"broadcastType":null,"applicationId":1}},"attempts":0,"lastAttemptAt":1607542030,"createdAt":1607542030,"id":"252041ed-62a7-4303-81f9-842ec6e8d18f"}
        """;

    public const string CustomerWithDrift = """
        {"event":"customer.new","eventData":{"id":7,"name":"Iryna","email":null,"userId":null,"unsubscribed":"perhaps","customData":[],"phone":"+380"},"attempts":2,"lastAttemptAt":1607542030,"createdAt":1607542030,"id":"drift"}
        """;

    public const string Unknown = """
        {"event":"chat.merged","eventData":{"chat_id":42},"attempts":0,"lastAttemptAt":1607542030,"createdAt":1607542030,"id":"unknown"}
        """;
}
