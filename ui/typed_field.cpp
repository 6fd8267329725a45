// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/typed_field.h"

#include "ui/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace sotto::ui {
namespace {

class FieldAccessible final : public QAccessibleWidget {
public:
    explicit FieldAccessible(TypedField* field)
        : QAccessibleWidget(field, QAccessible::EditableText),
          m_field(field)
    {
    }

    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Value ? m_field->spokenValue() : QAccessibleWidget::text(what);
    }

    QAccessible::State state() const override
    {
        auto state = QAccessibleWidget::state();
        state.editable = true;
        state.passwordEdit = m_field->isSecret();
        return state;
    }

private:
    TypedField* m_field;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object)
{
    auto* field = qobject_cast<TypedField*>(object);
    return field ? new FieldAccessible(field) : nullptr;
}

/// An ordinary character, as opposed to a shortcut or a control code.
bool isTyping(const QKeyEvent& event)
{
    const auto text = event.text();
    if (text.isEmpty() || !text.front().isPrint())
        return false;
    const auto mods = event.modifiers() & (Qt::ControlModifier | Qt::AltModifier);
    return !mods || mods == (Qt::ControlModifier | Qt::AltModifier);  // AltGr on Windows
}

}  // namespace

TypedField::TypedField(QWidget* parent) : QWidget(parent)
{
    QAccessible::installFactory(makeAccessible);  // installing it again changes nothing
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled);
    setAttribute(Qt::WA_Hover);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
    setCursor(Qt::IBeamCursor);
}

void TypedField::tellChanged()
{
    update();
    QAccessibleValueChangeEvent event(this, spokenValue());
    QAccessible::updateAccessibility(&event);
    Q_EMIT changed();
}

bool TypedField::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (key.matches(QKeySequence::Paste) || isTyping(key))
            event->accept();  // ours, not a menu's
    }
    return QWidget::event(event);
}

void TypedField::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Paste)) {
        paste();
    } else if (event->matches(QKeySequence::DeleteStartOfWord) ||
               event->matches(QKeySequence::DeleteCompleteLine) || event->key() == Qt::Key_Delete) {
        clear();
    } else if (event->key() == Qt::Key_Backspace) {
        eraseLast();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT submitted();
    } else if (isTyping(*event)) {
        insertText(event->text());
    } else {
        QWidget::keyPressEvent(event);
    }
}

void TypedField::inputMethodEvent(QInputMethodEvent* event)
{
    if (!event->commitString().isEmpty())
        insertText(event->commitString());
    event->accept();
}

QVariant TypedField::inputMethodQuery(Qt::InputMethodQuery query) const
{
    // Nothing about the content: input methods keep histories (hostile.md G20).
    if (query == Qt::ImSurroundingText || query == Qt::ImCurrentSelection)
        return QString();
    if (query == Qt::ImCursorRectangle)
        return rect();
    return QWidget::inputMethodQuery(query);
}

void TypedField::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Paste")), &QAction::triggered, this, &TypedField::paste);
    connect(menu->addAction(tr("Clear")), &QAction::triggered, this, [this] { clear(); });
    menu->popup(event->globalPos());
}

void TypedField::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TypedField::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

void TypedField::paste()
{
    insertText(QGuiApplication::clipboard()->text().left(1024));
}

void paintFieldFrame(QPainter& painter, const QRectF& where, const QWidget& widget, bool active)
{
    const auto tokens = tokensFor(widget.palette());
    const double pen = active ? 2 : 1;
    const auto edge = widget.underMouse() ? tokens.textSecondary : tokens.edge;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(active ? tokens.accent : edge, pen));
    painter.setBrush(widget.isEnabled() ? tokens.surface : tokens.window);
    painter.drawRoundedRect(where.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), kRadius, kRadius);
}

}  // namespace sotto::ui
