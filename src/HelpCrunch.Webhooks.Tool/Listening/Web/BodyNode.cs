namespace HelpCrunch.Webhooks.Tool.Listening.Web;

/// <summary>A value of a body.</summary>
/// <param name="Name">The name of the property. Null for the root and for an item of an array.</param>
/// <param name="Kind">What JSON calls the value: <c>object</c>, <c>array</c>, <c>string</c>, <c>number</c>, <c>boolean</c>, or <c>null</c>.</param>
/// <param name="Text">The text of a string; the other values as they are written in the body. Null for an object and an array.</param>
/// <param name="Note">Why the value is marked, such as <c>UnknownProperty</c>. Null if it is not.</param>
/// <param name="Children">The values of an object or an array. Null for the other values.</param>
internal sealed record BodyNode(string? Name, string Kind, string? Text, string? Note, List<BodyNode>? Children);
