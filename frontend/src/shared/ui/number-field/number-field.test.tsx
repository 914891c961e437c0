import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '@/test/render';
import { QuantityStepper } from '../quantity-stepper/quantity-stepper';

function Chairs() {
  const [value, setValue] = useState<number | null>(1);
  return <QuantityStepper label="Количество" value={value} onChange={setValue} max={10} />;
}

describe('a number', () => {
  it('is replaced by what is typed', async () => {
    const { user } = renderApp(<Chairs />);
    await user.click(screen.getByLabelText('Количество'));
    await user.keyboard('3');
    expect(screen.getByLabelText('Количество')).toHaveValue('3');
  });

  it('says at once that it is too large, and lets it stand', async () => {
    const { user } = renderApp(<Chairs />);
    await user.click(screen.getByLabelText('Количество'));
    await user.keyboard('13');
    expect(screen.getByText('Не больше 10')).toBeVisible();
    expect(screen.getByLabelText('Количество')).toHaveValue('13');
    await user.keyboard('{Backspace}');
    expect(screen.queryByText('Не больше 10')).toBeNull();
  });
});
