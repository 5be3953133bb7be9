"""The look of the window: its colours and sizes, the style sheet made from them, icons, small painting."""
