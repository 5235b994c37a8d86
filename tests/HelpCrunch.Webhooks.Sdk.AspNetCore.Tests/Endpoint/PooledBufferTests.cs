using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>A rented buffer contains personal data. The pool first rents the buffer that the thread returned last.</summary>
public sealed class PooledBufferTests
{
    [Fact]
    public async Task Post_BodyInSeveralPieces_ReturnsAClearedBuffer()
    {
        const int Length = 5000;
        await using var app = ReceiverApp.Create(ServerKind.TestHost, out _, out _);
        var body = Encoding.UTF8.GetBytes(Bodies.OfLength(Length));
        var context = new DefaultHttpContext { RequestServices = app.Services, Request = { Method = "POST" } };
        context.Request.Headers[WebhookSignature.HeaderName] = WebhookSignature.Compute(body, ReceiverApp.Key);
        context.Features.Set<IRequestBodyPipeFeature>(new BodyInTwo(body));
        var buffer = ArrayPool<byte>.Shared.Rent(Length);
        buffer.AsSpan().Fill(1);
        ArrayPool<byte>.Shared.Return(buffer);

        var handling = ((IEndpointRouteBuilder)app).DataSources.Single().Endpoints.Single().RequestDelegate!(context);

        handling.IsCompletedSuccessfully.Should().BeTrue("only this thread can have the buffers of the pool");
        context.Response.StatusCode.Should().Be(200);
        ArrayPool<byte>.Shared.Rent(Length).Should().BeSameAs(buffer);
        buffer.Take(Length).Should().OnlyContain(character => character == 0, "a body contains personal data");
    }

    private sealed class BodyInTwo : IRequestBodyPipeFeature
    {
        public BodyInTwo(byte[] body)
        {
            var last = new Piece(body.AsMemory(100), 100, null);
            Reader = PipeReader.Create(new ReadOnlySequence<byte>(new Piece(body.AsMemory(0, 100), 0, last), 0, last, body.Length - 100));
        }

        public PipeReader Reader { get; }
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, long start, Piece? next)
        {
            Memory = memory;
            RunningIndex = start;
            Next = next;
        }
    }
}
