using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// HelpCrunch's page prints <c>"applications": { 743, 42 }</c>, which is no JSON. Should the wire really send that, it is read
/// as <c>[743, 42]</c>: this one spot, of whole numbers, in a body that is otherwise well.
/// </summary>
internal static class MalformedApplicationsRepair
{
    /// <summary>The body with a list in that spot; null when it stops being JSON for another reason.</summary>
    public static byte[]? TryRepair(ReadOnlySpan<byte> body, in JsonSyntaxError stop)
    {
        if (stop.LastToken != JsonTokenType.StartObject || stop.Path != "$.eventData.applications")
        {
            return null;
        }

        var list = body.Slice(stop.LastTokenStart + 1);
        var end = list.IndexOf((byte)'}');
        if (end < 0 || !HoldsWholeNumbersOnly(list.Slice(0, end)))
        {
            return null;
        }

        var mended = body.ToArray();
        mended[stop.LastTokenStart] = (byte)'[';
        mended[stop.LastTokenStart + 1 + end] = (byte)']';
        return mended;
    }

    private static bool HoldsWholeNumbersOnly(ReadOnlySpan<byte> list)
    {
        foreach (var character in list)
        {
            if (character is not ((>= (byte)'0' and <= (byte)'9') or (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }
}
