namespace HelpCrunch.Webhooks.Tool.Listening.Terminal;

/// <summary>Shows the list in the terminal.</summary>
internal interface IListenView
{
    void Show(ListChanges changes);
}
