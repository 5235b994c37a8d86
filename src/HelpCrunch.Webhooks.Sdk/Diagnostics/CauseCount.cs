namespace HelpCrunch.Webhooks.Sdk;

/// <summary>How many causes there are at once.</summary>
internal static class CauseCount
{
    public static int Count(this WebhookSignatureCauses causes)
    {
        var count = 0;
        for (var left = (int)causes; left != 0; left &= left - 1)
        {
            count++;
        }

        return count;
    }
}
