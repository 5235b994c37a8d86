using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>The input is a <see cref="RawRequest"/>. It is sent twice as it says, and then once with the body in one part.</summary>
internal sealed class EndpointTarget(Func<RawRequest, IReadOnlyList<string>, EndpointAnswer> send, Action forget)
{
    private static readonly int[] Statuses = [200, 400, 401, 404, 405, 408, 413, 415, 499, 500];

    public static FuzzTarget Create()
    {
        var app = new EndpointApp();
        return new FuzzTarget("endpoint", [.. Seeds()], Words(), new EndpointTarget(app.Send, app.Forget).Examine);
    }

    public Finding? Examine(byte[] input)
    {
        try
        {
            return Fault(RawRequest.Parse(input)) is var (promise, detail) ? new Finding(promise, detail, input) : null;
        }
        catch (Exception exception)
        {
            return new Finding("No request makes the endpoint throw.", exception.ToString(), input);
        }
    }

    private (string Promise, string Detail)? Fault(RawRequest request)
    {
        forget();
        var answer = send(request, request.Reads);
        var again = send(request, request.Reads);
        forget();
        var inOnePart = answer.HasFailed ? answer : send(request, []);

        if (!Statuses.Contains(answer.Status))
        {
            return ("The status is one of the documented ones.", $"{answer.Status}");
        }

        if ((answer.Misuse ?? again.Misuse ?? inOnePart.Misuse) is { } misuse)
        {
            return ("The body is read as the server requires.", misuse);
        }

        var needsSignature = request.Path is EndpointApp.Signed or EndpointApp.Verified;
        if (needsSignature && !answer.IsSigned && (answer.Handled > 0 || answer.Status is 200 or 500 || (answer.Status == 400 && !answer.HasFailed)))
        {
            return ("Only a signed body is parsed and handled.", $"{answer.Status}, handled {answer.Handled} times");
        }

        if (answer.IsSigned && answer.Status == 401)
        {
            return ("A signed body is not rejected for its signature.", $"{answer.Status}");
        }

        if (answer.HasFailed && answer.Handled > 0)
        {
            return ("A body that did not arrive is not handled.", $"{answer.Status}");
        }

        if ((answer.Status, answer.Handled) != (inOnePart.Status, inOnePart.Handled))
        {
            return ("The parts in which a body arrives make no difference.", $"{answer.Status} instead of {inOnePart.Status}");
        }

        var parsed = WebhookParser.Default.Parse(request.Body);
        var isRepeated = request.Path != EndpointApp.Verified && answer is { Status: 200, Handled: > 0 }
            && parsed is WebhookParseResult.Success { Event.Id: var id } && !string.IsNullOrWhiteSpace(id);
        if (again.Status != answer.Status || again.Handled != (isRepeated ? 0 : answer.Handled))
        {
            return ("A delivery that was handled is not handled again.", $"{again.Status} after {answer.Status}, handled {again.Handled} times");
        }

        var texts = answer.Texts + again.Texts;
        return texts.Contains(Corpus.Mark, StringComparison.Ordinal) && !Oracle.IsTypeOrIdMarked(parsed)
            ? ("Responses and logs do not quote the contents.", texts)
            : null;
    }

    private static IEnumerable<byte[]> Seeds()
    {
        const string Json = "Content-Type: application/json\n";
        const string Signed = $"{WebhookSignature.HeaderName}: {EndpointApp.Signature}\n";
        const string Rated = """{"event":"chat.rated","eventData":{"chat_id":743,"rating":"»private«"},"id":"1"}""";
        const string New = """{"event":"customer.new","eventData":{"id":42,"name":"»private«"},"id":"2"}""";

        yield return Request(EndpointApp.Signed, Json + Signed, Rated);
        foreach (var path in (string[])[EndpointApp.Signed, EndpointApp.Verified, EndpointApp.Unsigned, EndpointApp.Open, "/"])
        {
            yield return Request(path, Json + Signed, New);
            yield return Request(path, Json, New);
            yield return Request(path, Json + Signed, "{}");
        }

        foreach (var reads in (string[])["1", "10 20", "0 5 0", .. ScriptedBodyReader.Failures.Keys.Select(failure => $"7 {failure}")])
        {
            yield return Request(EndpointApp.Signed, $"{Json}{Signed}{RawRequest.ReadsHeader}: {reads}\n", New);
        }

        foreach (var contentType in (string[])["application/json; charset=utf-8", "text/json", "application/vnd.api+json", "text/plain", "*/*", ""])
        {
            yield return Request(EndpointApp.Signed, $"Content-Type: {contentType}\n{Signed}", New);
            yield return Request(EndpointApp.Verified, $"Content-Type: {contentType}\n{Signed}", "a=b");
            yield return Request(EndpointApp.Open, $"Content-Type: {contentType}\n", New);
        }

        yield return Request(EndpointApp.Signed, $"{Json}{Signed}Content-Length: 3000\n", New);
        yield return Request(EndpointApp.Signed, $"{Json}{Signed}{Signed}", New);
        yield return Request(EndpointApp.Signed, $"{Json}{WebhookSignature.HeaderName}: 0123456789abcdef0123456789abcdef01234567\n", New);
        yield return Request(EndpointApp.Signed, Json + Signed, New + new string(' ', EndpointApp.MaxBodySize));
        foreach (var body in Corpus.Files().Where(body => body.Length < EndpointApp.MaxBodySize && WebhookParser.Default.Parse(body) is WebhookParseResult.Success))
        {
            yield return [.. Request(EndpointApp.Signed, Json + Signed, ""), .. body];
        }
    }

    private static byte[] Request(string path, string headers, string body) => Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\n{headers}\n{body}");

    private static string[] Words() =>
    [
        "GET ", "POST ", "HTTP/1.0", "HTTP/1.1", "HTTP/2",
        EndpointApp.Signed, EndpointApp.Verified, EndpointApp.Unsigned, EndpointApp.Open, EndpointApp.Signature,
        $"{WebhookSignature.HeaderName}: ", "Content-Type: ", "Content-Length: ", "Content-Encoding: ", "application/json", "text/json", "+json", "; charset=",
        $"{RawRequest.ReadsHeader}: ", .. ScriptedBodyReader.Failures.Keys, "\n\n", Corpus.Mark,
    ];
}
